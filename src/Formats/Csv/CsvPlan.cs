using System.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv;

/// <summary>What is done with each file. Immutable; serves all threads.</summary>
/// <param name="Encoding">The encoding of files that do not show theirs.</param>
/// <param name="Form">The characters that have a meaning.</param>
/// <param name="Type">The type of the messages.</param>
/// <param name="Columns">The columns that the configuration names, or null.</param>
/// <param name="Promotions">What is promoted, or null.</param>
internal sealed record CsvPlan(
    Encoding Encoding, CsvForm Form, DocumentType Type, CsvColumns? Columns, PromotionPlan? Promotions);
