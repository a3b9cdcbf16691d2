namespace Viaduct.Client;

/// <summary>Where a group's servers are, and how to speak to them.</summary>
public sealed record ViaductClientOptions
{
    /// <summary>The address of a server that was started without saying one.</summary>
    public static readonly Uri DefaultAddress = new("http://127.0.0.1:7465/");

    /// <summary>The addresses of servers of one group, tried in turn. Default: <see cref="DefaultAddress"/>.</summary>
    public IReadOnlyList<Uri> Addresses { get; init; } = [DefaultAddress];

    /// <summary>The token that the servers demand; null if they demand none.</summary>
    public string? Token { get; init; }

    /// <summary>How long connecting to a server may take before the next is tried. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take. Default 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);
}
