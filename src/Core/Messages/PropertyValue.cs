using System.Globalization;

namespace Viaduct.Core.Messages;

/// <summary>The value of a context property: text, a decimal number, an instant or a truth value.</summary>
public readonly struct PropertyValue : IEquatable<PropertyValue>
{
    private readonly string? _text;
    private readonly decimal _number;

    private PropertyValue(PropertyValueKind kind, string? text, decimal number)
    {
        Kind = kind;
        _text = text;
        _number = number;
    }

    /// <summary>What the value is; <see cref="PropertyValueKind.None"/> for <c>default</c>.</summary>
    public PropertyValueKind Kind { get; }

    /// <summary>The text of a <see cref="PropertyValueKind.String"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string Text => Kind == PropertyValueKind.String ? _text! : throw WrongKind(PropertyValueKind.String);

    /// <summary>The number of a <see cref="PropertyValueKind.Number"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public decimal Number => Kind == PropertyValueKind.Number ? _number : throw WrongKind(PropertyValueKind.Number);

    /// <summary>The instant of a <see cref="PropertyValueKind.Instant"/>, in UTC.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public DateTimeOffset Instant => Kind == PropertyValueKind.Instant
        ? new DateTimeOffset((long)_number, TimeSpan.Zero)
        : throw WrongKind(PropertyValueKind.Instant);

    /// <summary>The truth of a <see cref="PropertyValueKind.Boolean"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool Boolean => Kind == PropertyValueKind.Boolean
        ? _number != 0
        : throw WrongKind(PropertyValueKind.Boolean);

    /// <summary>A text value.</summary>
    public static PropertyValue From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PropertyValue(PropertyValueKind.String, text, 0);
    }

    /// <summary>A number value.</summary>
    public static PropertyValue From(decimal number) => new(PropertyValueKind.Number, null, number);

    /// <summary>An instant; the offset is dropped, the point in time kept.</summary>
    public static PropertyValue From(DateTimeOffset instant) =>
        new(PropertyValueKind.Instant, null, instant.UtcTicks);

    /// <summary>A truth value.</summary>
    public static PropertyValue From(bool truth) => new(PropertyValueKind.Boolean, null, truth ? 1 : 0);

    /// <summary>Same kind and same value; text ordinally and by case.</summary>
    public bool Equals(PropertyValue other) =>
        Kind == other.Kind && _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PropertyValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind == PropertyValueKind.String
        ? string.GetHashCode(_text, StringComparison.Ordinal)
        : HashCode.Combine(Kind, _number);

    /// <summary>Same kind and same value.</summary>
    public static bool operator ==(PropertyValue left, PropertyValue right) => left.Equals(right);

    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(PropertyValue left, PropertyValue right) => !left.Equals(right);

    /// <summary>The value as people and file name macros see it; culture-invariant, instants in ISO 8601.</summary>
    public override string ToString() => Kind switch
    {
        PropertyValueKind.String => _text!,
        PropertyValueKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        PropertyValueKind.Instant =>
            Instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        PropertyValueKind.Boolean => _number != 0 ? "true" : "false",
        _ => "",
    };

    private InvalidOperationException WrongKind(PropertyValueKind wanted) =>
        new($"The property value is a {Kind}, not a {wanted}: look at Kind before reading it.");
}
