namespace Viaduct.Server.Operations;

/// <summary>A part of a configuration that is different.</summary>
/// <param name="Kind">How.</param>
/// <param name="Part">What it is: host, receive port, receive location, send port, send port group, file.</param>
/// <param name="Name">Its name, or the path of a file.</param>
public sealed record ConfigurationChange(ChangeKind Kind, string Part, string Name);
