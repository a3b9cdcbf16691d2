using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats;

/// <summary>The pipeline components that this assembly brings.</summary>
public static class FormatComponents
{
    /// <summary>One factory for each kind of component.</summary>
    public static IReadOnlyList<IPipelineComponentFactory> All { get; } =
    [
        new XmlDisassemblerFactory(),
        new XmlValidatorFactory(),
        new XmlAssemblerFactory(),
        new FlatFileDisassemblerFactory(),
        new FlatFileAssemblerFactory(),
        new JsonDisassemblerFactory(),
        new JsonAssemblerFactory(),
        new CsvDisassemblerFactory(),
        new CsvAssemblerFactory(),
    ];
}
