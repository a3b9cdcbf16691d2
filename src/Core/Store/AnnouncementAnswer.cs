namespace Viaduct.Core.Store;

/// <summary>What a server says of an announced configuration.</summary>
/// <param name="Session">The server's session; the answer counts while it lives.</param>
/// <param name="Problem">Why the server cannot run the configuration; null: it is ready to.</param>
public sealed record AnnouncementAnswer(SessionId Session, string? Problem)
{
    /// <summary>The most characters of a problem that are kept.</summary>
    public const int ProblemMax = 4_000;
}
