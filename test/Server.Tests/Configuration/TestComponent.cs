using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>A kind of component for tests of the configuration; it names a file and never runs.</summary>
internal sealed class TestComponent(string name, ComponentStage stage) : IPipelineComponentFactory
{
    public int Created { get; private set; }

    public string Name => name;

    public ComponentStage Stage => stage;

    public string Description => $"Does {name}.";

    public Type OptionsType => typeof(Options);

    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        ((Options)options).Schema is { } schema ? schema.EndsWith('/') ? files.List(schema) : [schema] : [];

    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        Created++;
        if (((Options)options).Schema is not { } schema || schema.EndsWith('/')) return new Component();
        using var reader = new StreamReader(resources.Files.Open(schema));
        string text = reader.ReadToEnd();
        if (text.Contains("bad", StringComparison.Ordinal))
            throw new ComponentConfigurationException("The element bad is not allowed.", schema, 7);
        return new Component();
    }

    internal sealed record Options
    {
        [Option("The schema.")]
        public string? Schema { get; init; }
    }

    private sealed class Component : IPipelineComponent
    {
        public string Sentence => "Does nothing.";
    }
}
