namespace Viaduct.Formats.Xml.Reading;

/// <summary>A place in a document that can be found again: a character before it whose byte is known.</summary>
/// <param name="Byte">The byte of the known character, from the start of the document.</param>
/// <param name="FromLine">The line of the known character, from 1.</param>
/// <param name="FromColumn">Its column, from 1.</param>
/// <param name="Line">The line of the place.</param>
/// <param name="Column">The column of the place.</param>
internal readonly record struct DocumentPlace(long Byte, long FromLine, long FromColumn, long Line, long Column);
