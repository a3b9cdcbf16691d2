namespace Viaduct.Client;

/// <summary>A part of a configuration that is different.</summary>
/// <param name="Kind">How, one of <see cref="ChangeKinds"/>.</param>
/// <param name="Part">What it is: host, receive port, receive location, send port, send port group, file.</param>
/// <param name="Name">Its name, or the path of a file.</param>
/// <param name="OpenItems">
/// For a port or location that is removed: its messages that are suspended or wait for another attempt; else 0.
/// </param>
public sealed record ConfigurationChange(string Kind, string Part, string Name, long OpenItems = 0);
