namespace Viaduct.Server.Api;

/// <summary>A parameter of a call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Form">Its form as JSON Schema names it: string, integer, boolean.</param>
/// <param name="Format">Its format as JSON Schema names it; null for none.</param>
internal sealed record ApiParameter(string Name, string Description, string Form = "string", string? Format = null)
{
    /// <summary>True if it may be given several times.</summary>
    public bool IsList { get; init; }

    /// <summary>The words that it takes; null for any.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>What holds if it is not given; null for nothing.</summary>
    public string? Default { get; init; }
}
