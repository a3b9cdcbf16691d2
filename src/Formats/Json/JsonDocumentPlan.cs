using System.Text;
using Viaduct.Formats.Json.Promotion;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Json;

/// <summary>What is done with each document. Immutable; serves all threads.</summary>
/// <param name="Encoding">The encoding of files that do not show theirs.</param>
/// <param name="MessageType">The type of the messages; null if none, or if the document says it.</param>
/// <param name="Schema">The schema by which documents become XML, or null: by convention.</param>
/// <param name="Catalog">What is promoted from the XML.</param>
/// <param name="Pointers">What is promoted from messages that stay JSON, or null.</param>
internal sealed record JsonDocumentPlan(
    Encoding Encoding, string? MessageType, ShapedSchema? Schema, SchemaCatalog Catalog, PointerPlan? Pointers);
