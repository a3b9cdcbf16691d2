namespace Viaduct.Formats.Json.Schemas;

/// <summary>An element where a schema declares it.</summary>
/// <param name="Local">Its local name.</param>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Order">Where among the others it stands; several with the same number stand in any order.</param>
/// <param name="Repeats">True if it may stand there several times, so that JSON has an array of it.</param>
/// <param name="IsOptional">True if it may be missing.</param>
/// <param name="IsNillable">True if it may say that it has no value.</param>
/// <param name="Type">What is in it.</param>
internal sealed record ElementShape(
    string Local, string Namespace, int Order, bool Repeats, bool IsOptional, bool IsNillable, TypeShape Type);
