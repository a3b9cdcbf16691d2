using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Makes the component <c>lines</c>; its instances can go on at a line, or only begin anew.</summary>
internal sealed class LineComponents(bool canGoOn) : IPipelineComponentFactory
{
    public string Name => "lines";

    public ComponentStage Stage => ComponentStage.Disassemble;

    public string Description => "Makes a message of each line.";

    public Type OptionsType => typeof(LineOptions);

    /// <summary>A line that begins so is bad; null: none is.</summary>
    public string? Bad { get; set; }

    public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

    public IPipelineComponent Create(object options, ComponentResources resources) => canGoOn
        ? new RestartableLines(this, (LineOptions)options)
        : new Lines(this, (LineOptions)options);
}
