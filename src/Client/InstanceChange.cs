namespace Viaduct.Client;

/// <summary>What a host does on a server, after something was said of it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Server">The server.</param>
/// <param name="State">
/// What it does there now, as in <see cref="InstanceStatus"/>; <c>none</c> if it has no instance there.
/// </param>
/// <param name="Changed">False if that was said before already.</param>
public sealed record InstanceChange(string Host, string Server, string State, bool Changed)
{
    /// <summary>What nobody does any more since then; null if all goes on.</summary>
    public string? Warning { get; init; }
}
