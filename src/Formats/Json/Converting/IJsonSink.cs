using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Converting;

/// <summary>Takes the tokens of a document as they are read.</summary>
internal interface IJsonSink
{
    /// <summary>Takes the token on which the reader stands.</summary>
    /// <exception cref="DocumentFaultException">It cannot be used here.</exception>
    void Take(JsonReader reader);
}
