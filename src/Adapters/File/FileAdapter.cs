using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>Files in folders, in and out. The README of this folder says what it guarantees.</summary>
internal sealed class FileAdapter : IReceiveAdapter, ISendAdapter
{
    /// <inheritdoc/>
    public string Name => "file";

    /// <inheritdoc/>
    public string TransportType => "FILE";

    /// <inheritdoc/>
    public string Description => "Takes files from a folder, and writes files to a folder, each exactly once.";

    /// <inheritdoc/>
    public IReadOnlyList<AdapterProperty> Properties => FileProperties.All;

    /// <inheritdoc/>
    public AdapterPlacement Placement => AdapterPlacement.ScalesOut;

    /// <inheritdoc/>
    public Type ReceiveOptionsType => typeof(FileReceiveOptions);

    /// <inheritdoc/>
    public void ValidateReceive(object options, ICollection<string> errors) =>
        ((FileReceiveOptions)options).Validate(errors);

    /// <inheritdoc/>
    public IEnumerable<string> ReceiveWarnings(object options) =>
        FolderRules.Warnings(((FileReceiveOptions)options).Folder);

    /// <inheritdoc/>
    public string ReceiveAddress(object options)
    {
        var receive = (FileReceiveOptions)options;
        return Path.Join(receive.Folder, receive.Mask);
    }

    /// <inheritdoc/>
    public bool MayTakeSame(object one, object other)
    {
        var (first, second) = ((FileReceiveOptions)one, (FileReceiveOptions)other);
        // Where both leave the files, each gets all that it wants.
        return !(first.Keep && second.Keep) && FolderRules.AreSame(first.Folder, second.Folder)
            && FileMask.Overlap(first.Mask, second.Mask);
    }

    /// <inheritdoc/>
    public bool CanStartBeside(object before, object after) => true; // any number of receivers share a folder

    /// <inheritdoc/>
    public IReceiver CreateReceiver(object options, ReceiverContext context) =>
        FileReceiver.Create((FileReceiveOptions)options, context);

    /// <inheritdoc/>
    public Type SendOptionsType => typeof(FileSendOptions);

    /// <inheritdoc/>
    public void ValidateSend(object options, ICollection<string> errors) =>
        ((FileSendOptions)options).Validate(errors);

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [Uri.UriSchemeFile];

    /// <inheritdoc/>
    public object? OptionsFor(Uri address, object? template)
    {
        // A host would be a share of another machine: what is mounted has a path.
        if (!address.IsFile || address.Host.Length > 0) return null;
        string path = address.LocalPath;
        var options = template as FileSendOptions ?? new FileSendOptions { Folder = "" };
        string name = Path.GetFileName(path);
        return options with
        {
            Folder = Path.GetDirectoryName(path) ?? "", FileName = name.Length > 0 ? name : options.FileName,
        };
    }

    /// <inheritdoc/>
    public IEnumerable<string> SendWarnings(object options)
    {
        var send = (FileSendOptions)options;
        return FolderRules.Warnings(send.Folder).Concat(FileNameTemplate.Warnings(send.FileName))
            .Concat(send.NameWarnings());
    }

    /// <inheritdoc/>
    public bool MayComeBack(object sendOptions, object receiveOptions)
    {
        var (send, receive) = ((FileSendOptions)sendOptions, (FileReceiveOptions)receiveOptions);
        return FolderRules.AreSame(send.Folder, receive.Folder)
            && FileNameTemplate.MayMatch(send.FileName, receive.Mask);
    }

    /// <inheritdoc/>
    public string SendAddress(object options)
    {
        var send = (FileSendOptions)options;
        return Path.Join(send.Folder, send.FileName);
    }

    /// <inheritdoc/>
    public ISender CreateSender(object options, SenderContext context) =>
        FileSender.Create((FileSendOptions)options, context);
}
