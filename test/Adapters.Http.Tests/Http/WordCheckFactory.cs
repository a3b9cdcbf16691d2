using System.Text;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A component that fails with the failure code that a body begins with, and passes any other.</summary>
internal sealed class WordCheckFactory : IPipelineComponentFactory
{
    public const string Key = "wordCheck";

    public string Name => Key;

    public ComponentStage Stage => ComponentStage.Validate;

    public string Description => "Fails where a body says so.";

    public Type OptionsType => typeof(WordCheckOptions);

    public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

    public IPipelineComponent Create(object options, ComponentResources resources) => new Check();

    private sealed class Check : IBodyComponent
    {
        public string Sentence => "Fails where a body says so.";

        public ValueTask<Failure?> RunAsync(
            PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
        {
            string text = message.Body.TryGetBytes(out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : "";
            string? code = FailureCodes.All.FirstOrDefault(text.StartsWith);
            return new(code is null ? null : new Failure(code, "secret detail of the server"));
        }
    }
}
