using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>An adapter for tests of the configuration; it never runs.</summary>
internal sealed class FolderAdapter : IReceiveAdapter, ISendAdapter
{
    public string Name => "folder";

    public string TransportType => "FOLDER";

    public string Description => "Takes files from a folder.";

    public IReadOnlyList<AdapterProperty> Properties { get; } =
    [
        new("FOLDER", PropertyKey.Get("urn:test:folder", "Name"), PropertyValueKind.String, true, "The file's name."),
        new("FOLDER", PropertyKey.Get("urn:test:folder", "Size"), PropertyValueKind.Number, false, "The file's size."),
    ];

    public bool TakesRequests { get; init; }

    public bool GetsResponses { get; init; }

    public AdapterPlacement Placement { get; init; } = AdapterPlacement.ScalesOut;

    public Type ReceiveOptionsType => typeof(FolderOptions);

    public Type SendOptionsType => typeof(FolderOptions);

    public void ValidateReceive(object options, ICollection<string> errors) => Validate(options, errors);

    public void ValidateSend(object options, ICollection<string> errors) => Validate(options, errors);

    public IEnumerable<string> ReceiveWarnings(object options) =>
        ((FolderOptions)options).Path.StartsWith('/') ? [] : ["The path is relative."];

    public string ReceiveAddress(object options) => $"{((FolderOptions)options).Path}/{((FolderOptions)options).Mask}";

    public string SendAddress(object options) => ((FolderOptions)options).Path;

    public string? InboundLocation(object options) =>
        ((FolderOptions)options).Path is ['r', 'o', 'u', 'n', 'd', ':', .. var location] ? location : null;

    public IReceiver CreateReceiver(object options, ReceiverContext context) => throw new NotSupportedException();

    public ISender CreateSender(object options, SenderContext context) => throw new NotSupportedException();

    private static void Validate(object options, ICollection<string> errors)
    {
        if (((FolderOptions)options).Path.Contains("..", StringComparison.Ordinal))
            errors.Add("The path has .. in it.");
    }
}
