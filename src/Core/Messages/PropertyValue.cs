using System.Globalization;

namespace Viaduct.Core.Messages;

/// <summary>The value of a context property: text, a decimal number, an instant or a truth value.</summary>
public readonly struct PropertyValue : IEquatable<PropertyValue>
{
    // Text and numbers are objects; for instants and truth values the object only tells the kind. So a value has 16
    // bytes, and a context of a dozen properties stays small.
    private static readonly object InstantTag = new();
    private static readonly object BooleanTag = new();

    private readonly object? _object;
    private readonly long _bits;

    private PropertyValue(object value, long bits)
    {
        _object = value;
        _bits = bits;
    }

    /// <summary>What the value is; <see cref="PropertyValueKind.None"/> for <c>default</c>.</summary>
    public PropertyValueKind Kind => _object switch
    {
        null => PropertyValueKind.None,
        string => PropertyValueKind.String,
        decimal => PropertyValueKind.Number,
        _ => ReferenceEquals(_object, InstantTag) ? PropertyValueKind.Instant : PropertyValueKind.Boolean,
    };

    /// <summary>The text of a <see cref="PropertyValueKind.String"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string Text => _object as string ?? throw WrongKind(PropertyValueKind.String);

    /// <summary>The number of a <see cref="PropertyValueKind.Number"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public decimal Number => _object is decimal number ? number : throw WrongKind(PropertyValueKind.Number);

    /// <summary>The instant of a <see cref="PropertyValueKind.Instant"/>, in UTC.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public DateTimeOffset Instant => ReferenceEquals(_object, InstantTag)
        ? new DateTimeOffset(_bits, TimeSpan.Zero)
        : throw WrongKind(PropertyValueKind.Instant);

    /// <summary>The truth of a <see cref="PropertyValueKind.Boolean"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool Boolean => ReferenceEquals(_object, BooleanTag)
        ? _bits != 0
        : throw WrongKind(PropertyValueKind.Boolean);

    /// <summary>A text value.</summary>
    public static PropertyValue From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PropertyValue(text, 0);
    }

    /// <summary>A number value.</summary>
    public static PropertyValue From(decimal number) => new(number, 0);

    /// <summary>An instant; the offset is dropped, the point in time kept.</summary>
    public static PropertyValue From(DateTimeOffset instant) => new(InstantTag, instant.UtcTicks);

    /// <summary>A truth value.</summary>
    public static PropertyValue From(bool truth) => new(BooleanTag, truth ? 1 : 0);

    /// <summary>Same kind and same value; text ordinally and by case.</summary>
    public bool Equals(PropertyValue other) => _object switch
    {
        string text => other._object is string otherText && string.Equals(text, otherText, StringComparison.Ordinal),
        decimal number => other._object is decimal otherNumber && number == otherNumber,
        _ => ReferenceEquals(_object, other._object) && _bits == other._bits,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PropertyValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _object switch
    {
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        decimal number => number.GetHashCode(),
        _ => HashCode.Combine(Kind, _bits),
    };

    /// <summary>Same kind and same value.</summary>
    public static bool operator ==(PropertyValue left, PropertyValue right) => left.Equals(right);

    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(PropertyValue left, PropertyValue right) => !left.Equals(right);

    /// <summary>The value as people and file name macros see it; culture-invariant, instants in ISO 8601.</summary>
    public override string ToString() => Kind switch
    {
        PropertyValueKind.String => Text,
        PropertyValueKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        PropertyValueKind.Instant =>
            Instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        PropertyValueKind.Boolean => _bits != 0 ? "true" : "false",
        _ => "",
    };

    private InvalidOperationException WrongKind(PropertyValueKind wanted) =>
        new($"The property value is a {Kind}, not a {wanted}: look at Kind before reading it.");
}
