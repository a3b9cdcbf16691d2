using System.Collections.Frozen;
using System.Reflection;
using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Options;

/// <summary>How configuration writes values of a .NET type.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Type">The type without <c>Nullable</c>.</param>
/// <param name="Item">Of a list: its items.</param>
internal sealed record OptionType(OptionKind Kind, Type Type, OptionType? Item = null)
{
    private static readonly FrozenDictionary<Type, OptionKind> Simple = new Dictionary<Type, OptionKind>
    {
        [typeof(string)] = OptionKind.Text,
        [typeof(bool)] = OptionKind.Truth,
        [typeof(int)] = OptionKind.Integer,
        [typeof(long)] = OptionKind.Integer,
        [typeof(decimal)] = OptionKind.Number,
        [typeof(TimeSpan)] = OptionKind.Duration,
        [typeof(NamedOptionsConfig)] = OptionKind.Named,
    }.ToFrozenDictionary();

    /// <summary>The words of an enumeration as configuration writes them.</summary>
    public IReadOnlyList<string> Words => [.. Enum.GetNames(Type).Select(CamelCase)];

    /// <summary>The form of a type.</summary>
    /// <exception cref="NotSupportedException">
    /// An options record has a property of a type that YAML has no form for.
    /// </exception>
    public static OptionType Of(Type type, bool bytes = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (bytes) return new OptionType(OptionKind.Bytes, type);
        if (Simple.TryGetValue(type, out var kind)) return new OptionType(kind, type);
        if (type.IsEnum) return new OptionType(OptionKind.Choice, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new OptionType(OptionKind.List, type, Of(type.GetGenericArguments()[0]));
        if (type.IsClass && type.GetConstructor(Type.EmptyTypes) is not null)
            return new OptionType(OptionKind.Record, type);
        throw new NotSupportedException(
            $"Configuration has no form for {type}: use text, numbers, TimeSpan, an enumeration, "
            + "IReadOnlyList, or a record with a parameterless constructor.");
    }

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The description of an enumeration's value, if it has one.</summary>
    public string? DescriptionOf(string word) => Type.GetFields().First(f => CamelCase(f.Name) == word)
        .GetCustomAttribute<OptionAttribute>()?.Description;
}
