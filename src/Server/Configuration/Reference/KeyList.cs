using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Reference;

/// <summary>Lists every key of the configuration with its place, from the same shapes that binding uses.</summary>
internal sealed class KeyList
{
    private const string Keys = "keys";

    private readonly RuntimeCatalog _catalog;
    private readonly List<ConfigurationKey> _keys = [];

    // A record may hold itself: it is followed once on the way to a key.
    private readonly Stack<Type> _way = [];

    private KeyList(RuntimeCatalog catalog) => _catalog = catalog;

    /// <summary>All keys, each with the keys beneath it behind it.</summary>
    public static IReadOnlyList<ConfigurationKey> Of(RuntimeCatalog catalog)
    {
        var list = new KeyList(catalog);
        list.Add("", typeof(GroupConfig));
        list.Add("", typeof(ApplicationConfig));
        return list._keys;
    }

    private void Add(string parent, Type record)
    {
        if (_way.Contains(record)) return;
        _way.Push(record);
        foreach (var option in RecordShape.Of(record).Options)
        {
            string path = PathOf(parent, option.Key);
            _keys.Add(new ConfigurationKey(
                path, Plain(ReferencePage.Form(option.Type)), Plain(ReferencePage.Default(option)),
                Plain(ReferencePage.Meaning(option))));
            var type = option.Type.Item ?? option.Type;
            if (type.Kind == OptionKind.Record) Add(path, type.Type);
            if (type.Kind == OptionKind.Named) AddComponents(path, record == typeof(ReceiveLocationConfig));
        }

        if (record == typeof(ReceiveLocationConfig))
            foreach (var adapter in _catalog.Adapters.OfType<IReceiveAdapter>())
                AddNamed(PathOf(parent, adapter.Name), adapter.Description, adapter.ReceiveOptionsType);
        if (record == typeof(SendPortConfig))
            foreach (var adapter in _catalog.Adapters.OfType<ISendAdapter>())
                AddNamed(PathOf(parent, adapter.Name), adapter.Description, adapter.SendOptionsType);
        _way.Pop();
    }

    private void AddComponents(string path, bool receive)
    {
        foreach (var component in _catalog.Components.Where(one => Stages.IsReceive(one.Stage) == receive))
            AddNamed(PathOf(path, component.Name), component.Description, component.OptionsType);
    }

    private void AddNamed(string path, string description, Type options)
    {
        _keys.Add(new ConfigurationKey(path, Keys, "", description));
        Add(path, options);
    }

    private static string PathOf(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";

    // The page is Markdown.
    private static string Plain(string text) =>
        text.Replace("`", "", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal);
}
