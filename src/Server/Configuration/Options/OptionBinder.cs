using System.Collections;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Options;

/// <summary>
/// Fills records from YAML: configuration records and the options records of adapters and components alike. A mistake
/// is added to the problems and the property keeps its default, so that one reading finds every mistake.
/// </summary>
/// <param name="problems">Gets the mistakes.</param>
/// <param name="expand">What is done with texts that may hold properties; null: nothing.</param>
internal sealed class OptionBinder(ConfigurationProblems problems, Func<string, string>? expand = null)
{
    /// <summary>A record of this type, filled as far as the node allows.</summary>
    /// <param name="type">The record.</param>
    /// <param name="node">What is written.</param>
    /// <param name="name">What it is, for people, for example <c>receive location</c> or <c>adapter file</c>.</param>
    /// <returns>Null if the node does not hold keys at all; the mistake has been added.</returns>
    public object? Bind(Type type, YamlNode node, string name)
    {
        var shape = RecordShape.Of(type);
        if (node is YamlScalar { IsNothing: false } value && shape.ShortForm is { } only)
            node = new YamlMapping(value.Place, [new YamlEntry(only.Key, value.Place, value)]);
        if (node is not YamlMapping mapping)
        {
            problems.Error(node.Place, $"{Capital(name)} has {node.Word} where keys with values belong.",
                $"{Capital(name)} is written as keys with values.", $"Write its keys beneath: {Keys(shape)}.");
            return null;
        }

        object record = Activator.CreateInstance(type)!;
        shape.Source?.SetValue(record, mapping);
        List<NamedOptionsConfig> open = [];
        foreach (var entry in mapping.Entries)
        {
            if (shape.Options.FirstOrDefault(o => o.Key == entry.Key) is { } option) Fill(record, option, entry, name);
            else if (LaterFeatures.Find(type, entry.Key) is { } later) Refuse(entry, later);
            else if (shape.OpenKeys is not null) open.Add(new NamedOptionsConfig(entry.Key, entry.Place, entry.Value));
            else Unknown(shape, entry, name);
        }

        shape.OpenKeys?.SetValue(record, open);
        foreach (var option in shape.Options.Where(o => o.IsRequired && mapping.Find(o.Key) is null))
        {
            problems.Error(mapping.Place, $"{Capital(name)} has no {option.Key}.",
                option.About?.Description ?? "It is required.", $"Add {option.Key}: {Example(option)}.");
        }

        return record;
    }

    private void Fill(object record, OptionShape option, YamlEntry entry, string name)
    {
        if (entry.Value is YamlScalar { IsNothing: true })
        {
            problems.Error(entry.Place, $"The key {entry.Key} has no value.",
                "A key without a value says nothing.", "Give it a value, or remove it to get the default.");
            return;
        }

        object? value = Value(option.Type, option.About?.Bytes ?? false, entry.Value, entry.Key, name);
        if (value is string text && option.About is { HoldsProperties: true }) value = expand?.Invoke(text) ?? text;
        if (value is not null && InRange(option, value, entry)) option.Property.SetValue(record, value);
    }

    // Null means that the mistake has been added.
    private object? Value(OptionType type, bool bytes, YamlNode node, string key, string name)
    {
        switch (type.Kind)
        {
            case OptionKind.Record:
                return Bind(type.Type, node, NameOf(type.Type, key));
            case OptionKind.List:
                return List(type.Item!, node, key, name);
            case OptionKind.Named:
                return Named(node);
            default:
                if (node is YamlScalar scalar && ScalarText.Read(type, scalar.Text) is { } value) return value;
                Misfit(type, node, key);
                return null;
        }
    }

    private IList? List(OptionType item, YamlNode node, string key, string name)
    {
        if (node is not YamlSequence sequence)
        {
            problems.Error(node.Place, $"{key} has {node.Word} where a list belongs.",
                "Several may stand there, so even a single one is written as a list.",
                item.Kind is OptionKind.Record ? "Begin each with a dash: - name: …" : $"Write {key}: [ … ].");
            return null;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item.Type))!;
        foreach (var part in sequence.Items)
            if (Value(item, bytes: false, part, key, name) is { } value) list.Add(value);
        return list;
    }

    private NamedOptionsConfig? Named(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { IsNothing: false } scalar:
                return new NamedOptionsConfig(scalar.Text, scalar.Place, null);
            case YamlMapping { Entries: [var only] }:
                bool isAlone = only.Value is YamlScalar { IsNothing: true };
                return new NamedOptionsConfig(only.Key, only.Place, isAlone ? null : only.Value);
            case YamlMapping { Entries.Count: > 1 } several:
                problems.Error(several.Entries[1].Place, "A component is one key with its options beneath.",
                    $"Here {several.Entries[1].Key} stands beside {several.Entries[0].Key}.",
                    $"Indent {several.Entries[1].Key} if it is an option, or begin it with a dash if it is one.");
                return null;
            default:
                problems.Error(node.Place, "The name of a component is missing.",
                    $"Here {node.Word} stands.", "Write a component, for example [ xml ] or [ { xml: { … } } ].");
                return null;
        }
    }

    private bool InRange(OptionShape option, object value, YamlEntry entry)
    {
        var comparable = value as IComparable;
        bool low = Limit(option, option.About?.Min) is { } min && comparable?.CompareTo(min) < 0;
        bool high = Limit(option, option.About?.Max) is { } max && comparable?.CompareTo(max) > 0;
        if (!low && !high) return true;
        var (word, limit) = low ? ("least", option.About!.Min) : ("most", option.About!.Max);
        problems.Error(entry.Value.Place, $"{entry.Key} is {((YamlScalar)entry.Value).Text}.",
            $"It is at {word} {limit}.", $"Write {limit} or {(low ? "more" : "less")}.");
        return false;
    }

    private static object? Limit(OptionShape option, string? text) =>
        text is null ? null : ScalarText.Read(option.Type, text);

    private void Misfit(OptionType type, YamlNode node, string key)
    {
        string what = node is YamlScalar scalar
            ? $"\"{Shorten(scalar.Text)}\" does not fit {key}."
            : $"{key} has {node.Word} where a single value belongs.";
        var (why, fix) = type.Kind switch
        {
            OptionKind.Truth => ("It is true or false.", "Write true or false."),
            OptionKind.Integer => ("It is a whole number.", "Write digits only, for example 3."),
            OptionKind.Number => ("It is a number.", "Write for example 1.5."),
            OptionKind.Bytes => ("It is a number of bytes.", "Write a number with B, KB, MB or GB, for example 8MB."),
            OptionKind.Duration => ("It is a time.", "Write a number with ms, s, m, h or d, for example 5s."),
            OptionKind.Choice => ("It is one of a few words.", Choose(type, (node as YamlScalar)?.Text)),
            _ => ("It is a text.", "Write it on one line, in quotes if it has special characters."),
        };
        problems.Error(node.Place, what, why, fix);
    }

    private static string Choose(OptionType type, string? text)
    {
        string? near = text is null ? null : Spelling.Nearest(text, type.Words);
        return near is null ? $"Write one of {string.Join(", ", type.Words)}." : $"Write {near}.";
    }

    private void Refuse(YamlEntry entry, string later) => problems.Error(entry.Place,
        $"{entry.Key} is not supported by this version.", later, $"Remove {entry.Key}.");

    private void Unknown(RecordShape shape, YamlEntry entry, string name)
    {
        string? near = Spelling.Nearest(entry.Key, shape.Options.Select(o => o.Key));
        string? home = near is null && shape.Source is not null ? ConfigurationRecords.HomeOf(entry.Key) : null;
        problems.Error(entry.Place, $"The key {Shorten(entry.Key)} is not known.",
            $"{Capital(name)} has the keys {Keys(shape)}.",
            (near, home) switch
            {
                (not null, _) => $"Write {near}.",
                (_, not null) => $"Move it: {entry.Key} is a key of {home}.",
                _ => "Remove it.",
            });
    }

    private static string Keys(RecordShape shape)
    {
        var keys = shape.Options.Select(o => o.Key);
        return shape.Options.Count == 0 ? "none" : string.Join(", ", keys);
    }

    private static string NameOf(Type type, string key) => ConfigurationRecords.NameOf(type) ?? key;

    private static string Example(OptionShape option) => option.About?.Example ?? option.Type.Kind switch
    {
        OptionKind.Choice => option.Type.Words[0],
        OptionKind.List => "[ … ]",
        _ => "…",
    };

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
