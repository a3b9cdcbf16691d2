using System.Reflection;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>Makes maps of classes in an application's assemblies.</summary>
/// <param name="firstRunMax">How long a class may take to come to be. Default 10 s.</param>
internal sealed class AssemblyMapFactory(TimeSpan? firstRunMax = null) : IMapFactory
{
    private readonly TimeSpan _firstRunMax = firstRunMax ?? TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Extension => ".dll";

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(MapModel map, IPackageFiles files) => AssemblyFiles.Follow(map.File, files);

    /// <inheritdoc/>
    public IMap Create(MapModel map, ComponentResources resources)
    {
        if (map.Schema is not null)
            throw new ComponentConfigurationException(
                "schema is for stylesheets: a map in an assembly promotes what it wants itself, by message.Context. "
                    + "Remove schema.");
        if (map.Isolate)
            throw new ComponentConfigurationException(
                "isolate is for stylesheets: a map in an assembly is your own code, and runs in the server. Remove "
                    + "isolate, and let the map keep its own limits.");
        var assemblies = PackageAssemblies.Load(resources.Application, map.File, resources.Files);
        var type = Find(map, assemblies.Main);
        var (made, from) = FirstRun.Run(_firstRunMax, map, type, assemblies, () =>
        {
            var one = Make(map, type);
            return (one, map.From ?? SourceOf(map, one));
        });
        if (string.IsNullOrEmpty(from))
            throw new ComponentConfigurationException(
                $"SourceMessageType of {type.FullName} is empty. Let it name the type of message that the map takes, "
                    + "for example urn:contoso#Order, or add from to the configuration.",
                map.File);
        return new AssemblyMap(map, from, made, assemblies);
    }

    private static Type Find(MapModel map, Assembly assembly)
    {
        // The others need not even be loadable.
        if (map.Type is not null && TypeOf(map, map.Type, assembly) is { } named && IsMap(named)) return named;
        var found = TypesOf(map, assembly);
        string known = found.Count == 0
            ? "It has no public class that implements Viaduct.Core.Pipelines.IMap."
            : $"Its maps are {string.Join(", ", found.Select(t => t.FullName))}.";
        if (map.Type is null)
            return found.Count == 1 ? found[0] : throw new ComponentConfigurationException(
                $"Which class is the map? {known}" + (found.Count > 0 ? " Add type." : ""), map.File);
        throw new ComponentConfigurationException($"There is no map {map.Type}. {known}", map.File);
    }

    private static bool IsMap(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true } && typeof(IMap).IsAssignableFrom(type);

    private static Type? TypeOf(MapModel map, string name, Assembly assembly)
    {
        try
        {
            return assembly.GetType(name);
        }
        catch (Exception e) when (e is TypeLoadException or IOException or BadImageFormatException)
        {
            throw NotLoaded(map, e);
        }
    }

    /// <summary>The maps among the types that can be loaded; that some cannot matters only if none is a map.</summary>
    private static List<Type> TypesOf(MapModel map, Assembly assembly)
    {
        try
        {
            return [.. assembly.GetTypes().Where(IsMap)];
        }
        catch (ReflectionTypeLoadException e)
        {
            List<Type> loaded = [.. e.Types.OfType<Type>().Where(IsMap)];
            if (loaded.Count > 0) return loaded;
            var why = e.LoaderExceptions.FirstOrDefault(l => l is not null) ?? e;
            throw new ComponentConfigurationException(
                "It has no public class that implements Viaduct.Core.Pipelines.IMap among the types that can be "
                    + $"loaded. Others cannot: {why.Message} Put the assemblies that it needs beside it.",
                map.File, null, e);
        }
    }

    private static ComponentConfigurationException NotLoaded(MapModel map, Exception e) => new(
        $"The types of the assembly cannot be loaded: {e.Message} Put the assemblies that it needs beside it.",
        map.File, null, e);

    private static IMap Make(MapModel map, Type type)
    {
        try
        {
            if (type.GetConstructor(Type.EmptyTypes) is not null) return (IMap)Activator.CreateInstance(type)!;
        }
        catch (Exception e)
        {
            // Somebody else's code, which may throw anything: its constructor, its initializers.
            throw new ComponentConfigurationException(
                $"{type.FullName} cannot be made: {CauseOf(e).Message} Correct its constructor and initializers.",
                map.File, null, e);
        }

        throw new ComponentConfigurationException(
            $"{type.FullName} has no public constructor without parameters. Add one.", map.File);
    }

    private static Exception CauseOf(Exception e)
    {
        while (e is TargetInvocationException or TypeInitializationException && e.InnerException is { } inner)
            e = inner;
        return e;
    }

    private static string? SourceOf(MapModel map, IMap made)
    {
        try
        {
            return made.SourceMessageType;
        }
        catch (Exception e)
        {
            // Somebody else's code, which may throw anything.
            throw new ComponentConfigurationException(
                $"SourceMessageType of {made.GetType().FullName} fails: {e.Message} Correct it.", map.File, null, e);
        }
    }
}
