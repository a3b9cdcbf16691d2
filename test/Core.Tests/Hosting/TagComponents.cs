using System.Text;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Makes components that write behind each message which version it has met.</summary>
internal sealed class TagComponents(string name, ComponentStage stage) : IPipelineComponentFactory
{
    /// <summary>One for receive pipelines, one for send pipelines.</summary>
    public static readonly IReadOnlyList<IPipelineComponentFactory> Both =
        [new TagComponents("in", ComponentStage.Decode), new TagComponents("out", ComponentStage.PreAssemble)];

    public string Name => name;

    public ComponentStage Stage => stage;

    public string Description => "Writes a text behind each message.";

    public Type OptionsType => typeof(TagOptions);

    public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

    public IPipelineComponent Create(object options, ComponentResources resources) => new Tag((TagOptions)options);

    private sealed class Tag(TagOptions options) : IBodyComponent
    {
        public string Sentence => $"Writes {options.Text}.";

        public async ValueTask<Failure?> RunAsync(
            PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(await message.Body.OpenAsync(cancellationToken));
            string text = await reader.ReadToEndAsync(cancellationToken) + options.Text;
            await using var writer = context.CreateBody();
            await writer.Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            message.Body = await writer.CompleteAsync(cancellationToken);
            return null;
        }
    }
}
