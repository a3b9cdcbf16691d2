namespace Viaduct.Client;

/// <summary>The messages that a drill sends through the group, and the ways that they take.</summary>
/// <param name="Application">The application that is applied for it, and removed again.</param>
/// <param name="Host">The host that its location and its send port are in.</param>
/// <param name="Folder">The folder that it is put into.</param>
/// <param name="Endpoint">Where the drilling process takes it in again.</param>
/// <param name="Rate">How many a second.</param>
/// <param name="Keys">How many keys it has; what has one key is delivered in order.</param>
public sealed record DrillProbe(
    string Application, string Host, string Folder, string Endpoint, int Rate, int Keys);
