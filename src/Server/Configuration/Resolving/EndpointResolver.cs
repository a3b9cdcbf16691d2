using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Finds the adapter of a location or port among its keys, fills its options and lets it check them.</summary>
internal sealed class EndpointResolver(RuntimeCatalog catalog, PropertyMacros macros, ConfigurationProblems problems)
{
    private readonly OptionBinder _binder = new(problems, macros.Expand);

    public EndpointModel? Receive(
        IReadOnlyList<NamedOptionsConfig> keys, YamlMapping source, IEnumerable<string> others) =>
        Only(keys, source, "receive location", others, a => a is IReceiveAdapter) is { } config
            ? Receive(config, (IReceiveAdapter)Find(config.Name)!)
            : null;

    public EndpointModel? Send(
        IReadOnlyList<NamedOptionsConfig> keys, YamlMapping source, IEnumerable<string> others) =>
        Only(keys, source, "send port", others, a => a is ISendAdapter) is { } config
            ? Send(config, (ISendAdapter)Find(config.Name)!)
            : null;

    private EndpointModel? Receive(NamedOptionsConfig config, IReceiveAdapter adapter)
    {
        if (Fill(config, adapter.ReceiveOptionsType, adapter.ValidateReceive) is not { } options) return null;
        Warn(config, adapter.ReceiveWarnings(options));
        return new EndpointModel(adapter.Name, options, adapter.ReceiveAddress(options));
    }

    private EndpointModel? Send(NamedOptionsConfig config, ISendAdapter adapter)
    {
        if (Fill(config, adapter.SendOptionsType, adapter.ValidateSend) is not { } options) return null;
        Warn(config, adapter.SendWarnings(options));
        return new EndpointModel(adapter.Name, options, adapter.SendAddress(options));
    }

    private object? Fill(NamedOptionsConfig config, Type type, Action<object, ICollection<string>> validate)
    {
        int before = problems.ErrorCount;
        var node = config.Options is null or YamlScalar { IsNothing: true }
            ? new YamlMapping(config.Place, [])
            : config.Options;
        object? options = _binder.Bind(type, node, $"adapter {config.Name}");
        if (options is null || problems.ErrorCount > before) return null;
        List<string> errors = [];
        validate(options, errors);
        foreach (string error in errors)
        {
            problems.Error(PlaceOf(config, error), error, $"The adapter {config.Name} checks its options as a whole.",
                $"Correct the options beneath {config.Name}.");
        }

        return errors.Count == 0 ? options : null;
    }

    private void Warn(NamedOptionsConfig config, IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            problems.Warning(PlaceOf(config, warning), warning,
                $"The adapter {config.Name} allows it, but it is rarely meant.",
                $"Correct the options beneath {config.Name}, or leave them if they are meant.");
        }
    }

    private NamedOptionsConfig? Only(IReadOnlyList<NamedOptionsConfig> keys, YamlMapping source, string name,
        IEnumerable<string> others, Func<IAdapter, bool> fits)
    {
        List<NamedOptionsConfig> found = [];
        foreach (var key in keys)
        {
            if (Find(key.Name) is { } adapter && fits(adapter)) found.Add(key);
            else Unknown(key, name, others, fits);
        }

        if (found.Count == 1) return found[0];
        if (found.Count > 1)
        {
            problems.Error(found[1].Place, $"The {name} has two adapters, {found[0].Name} and {found[1].Name}.",
                $"A {name} is one address.", $"Remove one, or make two of the {name}.");
        }
        else if (keys.Count == 0)
        {
            problems.Error(source.Place, $"The {name} has no adapter.",
                "The adapter says where messages come from or go to.",
                $"Add one of these keys, with its options beneath: {string.Join(", ", Names(fits))}.");
        }

        return null;
    }

    private void Unknown(NamedOptionsConfig key, string name, IEnumerable<string> others, Func<IAdapter, bool> fits)
    {
        if (Find(key.Name) is not null)
        {
            problems.Error(key.Place, $"The adapter {key.Name} cannot be used by a {name}.",
                "It works in the other direction only.", $"Use one of {string.Join(", ", Names(fits))}.");
        }
        else if (LaterFeatures.FindAdapter(key.Name) is { } later)
        {
            problems.Error(key.Place, $"{key.Name} is not supported by this version.", later,
                $"Use one of {string.Join(", ", Names(fits))}.");
        }
        else
        {
            string[] known = [.. others, .. Names(fits)];
            string? near = Spelling.Nearest(key.Name, known);
            string? owner = catalog.Adapters.Where(fits).FirstOrDefault(a => HasOption(a, key.Name))?.Name;
            problems.Error(key.Place, $"The key {key.Name} is not known.",
                $"A {name} has the keys {string.Join(", ", others)}, "
                + $"and one of the adapters {string.Join(", ", Names(fits))}.",
                (owner, near) switch
                {
                    (not null, _) => $"Indent it: {key.Name} is an option of {owner} and belongs beneath {owner}:.",
                    (_, not null) => $"Write {near}.",
                    _ => "Remove it.",
                });
        }
    }

    private static bool HasOption(IAdapter adapter, string key)
    {
        Type?[] types =
            [(adapter as IReceiveAdapter)?.ReceiveOptionsType, (adapter as ISendAdapter)?.SendOptionsType];
        return types.OfType<Type>().Any(type => RecordShape.Of(type).Options.Any(option => option.Key == key));
    }

    // What is wrong begins with the key that it is about, if it is about one.
    private static SourcePlace PlaceOf(NamedOptionsConfig config, string text) =>
        (config.Options as YamlMapping)?.Find(text.Split(' ', 2)[0])?.Value.Place ?? config.Place;

    private IAdapter? Find(string name) => catalog.Adapters.FirstOrDefault(a => a.Name == name);

    private IEnumerable<string> Names(Func<IAdapter, bool> fits) =>
        catalog.Adapters.Where(fits).Select(a => a.Name).Order(StringComparer.Ordinal);
}
