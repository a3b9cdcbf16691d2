using Xunit.v3;

namespace Viaduct.Compliance.Citations;

/// <summary>What a test proves, as a trait of the test: where the sentence stands, and its number.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class CitationAttribute(string place, params string[] numbers) : Attribute, ITraitAttribute
{
    /// <summary>Where the sentence stands.</summary>
    public string Place { get; } = place;

    /// <summary>The numbers of the sentences there.</summary>
    public IReadOnlyList<string> Numbers { get; } = numbers;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [.. Numbers.Select(number => KeyValuePair.Create(Place, number))];
}
