using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>What all steps of one send port share.</summary>
/// <param name="Context">The port in the server.</param>
/// <param name="Options">Its options.</param>
/// <param name="Files">The calls to the file system.</param>
internal sealed record FileSendPort(SenderContext Context, FileSendOptions Options, INativeFiles Files)
{
    /// <summary>The whole path of the folder.</summary>
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Options.Folder));

    /// <summary>Removes the temporary file of an attempt that is given up, before it is recorded or after its record
    /// was taken back.</summary>
    public void RemoveTemporary(Outgoing one)
    {
        if (one.Record.Temporary.Length > 0) Remove(one.Record.TemporaryPath);
    }

    /// <summary>Removes what earlier attempts may have left, after the message was sent.</summary>
    public void RemoveForerunners(Outgoing one)
    {
        if (!one.HasForerunners) return;
        for (int number = 0; number < TemporaryName.Max; number++)
        {
            Remove(Path.Join(one.Record.Folder, TemporaryName.Of(one.Transmission.Key, number)));
        }
    }

    private void Remove(string path)
    {
        var fault = Files.Delete(path);
        if (!fault.IsNone && fault.Kind != FileFaultKind.Missing)
            Context.Logger.TemporaryLeft(Context.PortName, FileNameRules.Shown(path), fault.Text);
    }
}
