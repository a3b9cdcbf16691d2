using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct map</c>.</summary>
internal static class MapCommand
{
    private static readonly Option<string> Xslt = new("--xslt")
    {
        Description = "The stylesheet. What it includes lies beside it, in its folder or below.", HelpName = "M.xsl",
        Required = true,
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A file for the result, instead of the standard output.", HelpName = "FILE",
    };

    private static readonly Option<bool> Isolate = new("--isolate")
    {
        Description = "Run it in a process of its own, as isolate: true does.",
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long it may take.", HelpName = "N", DefaultValueFactory = _ => 30,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("map", "Turn an XML document into another by an XSLT stylesheet.")
        {
            Details = "Needs no server. What a map of a port does, to the standard output.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done: the document cannot be mapped, or the arguments cannot be used",
                "not done: the stylesheet cannot be used"),
            Examples =
            [
                "viaduct map --xslt order-to-erp.xsl order.xml",
                "viaduct map --xslt order-to-erp.xsl order.xml --out erp.xml --isolate --seconds 5",
            ],
        }.With(Xslt, Out, OfflineTool.Force, Isolate, Seconds, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Map, MapAsync));

    private static IMap Map(CommandCall call)
    {
        var (files, nameOf) = OfflineTool.FilesOf(call.Get(Xslt)!);
        var model = new MapModel(nameOf(call.Get(Xslt)))
        {
            Isolate = call.Get(Isolate),
            TimeMax = TimeSpan.FromSeconds(Math.Clamp(call.Get(Seconds), 1, 3600)),
            InputBytes = 1 << 30,
        };
        return MapTools.Stylesheet(model, files);
    }

    private static async Task<ExitCode> MapAsync(CommandCall call, IMap map, string input)
    {
        var message = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        string? path = call.Get(Out);
        if (path is not null) OfflineTool.CheckFree(call, path);
        var context = new SingleOutput(path);
        if (await map.MapAsync(message, context, call.Stop) is { } failure)
            return OfflineTool.Refuse(call, failure, input);
        await SingleOutput.EndAsync();
        if (path is null) return ExitCode.Ok;
        string type = message.Context[SystemProperties.MessageType].ToString();
        call.Output.Line($"{path} is of type {(type.Length == 0 ? "none" : type)}.");
        call.Output.Object(new { file = path, messageType = type.Length == 0 ? null : type });
        return ExitCode.Ok;
    }
}
