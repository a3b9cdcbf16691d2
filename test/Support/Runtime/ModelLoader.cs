using System.Text;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Support.Runtime;

/// <summary>Gives models that tests wrote in code, by the name that stands in the package.</summary>
public sealed class ModelLoader : IConfigurationLoader
{
    private readonly Dictionary<string, GroupModel> _models = new(StringComparer.Ordinal);

    /// <summary>Registers a model and gives its package.</summary>
    public byte[] Pack(string name, GroupModel model)
    {
        _models[name] = model;
        return Encoding.UTF8.GetBytes(name);
    }

    /// <inheritdoc/>
    public LoadedConfiguration Load(ReadOnlyMemory<byte> package)
    {
        string name = Encoding.UTF8.GetString(package.Span);
        return new LoadedConfiguration(name, _models[name], _ => new NoFiles());
    }

    private sealed class NoFiles : IPackageFiles
    {
        public bool Exists(string path) => false;

        public IReadOnlyList<string> List(string folder) => [];

        public Stream Open(string path) => throw new FileNotFoundException($"No file '{path}' in this package.");
    }
}
