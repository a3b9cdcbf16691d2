using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>What calls that give pages have in common.</summary>
internal static class PageCalls
{
    /// <summary>The parameters that every list takes.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("limit", $"How many entries at most, from 1 to {PageOptions.LimitMax:N0}.", "integer") { Default = "100" },
        new("after", "What the page before gave as next, with the same filter; without it the first page."),
    ];

    /// <summary>What is said of every list.</summary>
    public const string Details =
        "A page may have fewer entries than asked for, even none, while next says that there are more: a call looks at "
        + "a limited number. What is there when the first page is asked for, and stays, comes exactly once.";
}
