using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Viaduct.Adapters.File;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.Tests.File;

/// <summary>
/// The real calls, through a crash plan, with faults that a test asks for, and with a memory of the name changes that a
/// power cut would undo.
/// </summary>
internal sealed class TestFiles(CrashPlan plan, string shadowFolder) : INativeFiles
{
    private readonly INativeFiles _real = NativeFiles.ForThisSystem();
    private readonly CrashPlan _plan = plan;
    private readonly ConcurrentBag<SafeFileHandle> _handles = [];
    private readonly Stack<Action> _undo = new();
    private readonly ConcurrentDictionary<SafeFileHandle, Action> _unflushed = [];
    private readonly string _shadow = Directory.CreateDirectory(
        Path.Join(shadowFolder, Guid.CreateVersion7().ToString("N"))).FullName;
    private int _shadows;

    /// <summary>Answers a call with a fault: its name and path; null lets it pass.</summary>
    public Func<string, string, FileFaultKind?> Fault { get; set; } = (_, _) => null;

    /// <summary>Runs after a call has had its effect: its name and path.</summary>
    public Action<string, string> After { get; set; } = (_, _) => { };

    /// <summary>What the system says of writers instead of the truth, or null.</summary>
    public Writers? Writers { get; set; }

    /// <summary>How often a call was made.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    public FileFault Stat(string path, out FileStat stat)
    {
        FileStat found = default;
        var fault = _plan.Look(() => Injected("Stat", path) ?? _real.Stat(path, out found));
        stat = found;
        return fault;
    }

    public FileFault OpenRead(string path, out SafeFileHandle? handle, out FileStat stat)
    {
        (SafeFileHandle? Handle, FileStat Stat) found = default;
        var fault = _plan.Look(() =>
            Injected("OpenRead", path) ?? Owned(_real.OpenRead(path, out found.Handle, out found.Stat), found.Handle));
        (handle, stat) = found;
        return fault;
    }

    public FileFault Create(string path, out SafeFileHandle? handle)
    {
        SafeFileHandle? created = null;
        var fault = Do(
            "Create", path, () => Owned(_real.Create(path, out created), created), () => _real.Delete(path));
        if (created is not null) Unflushed(created, path, []);
        handle = created;
        return fault;
    }

    public FileFault OpenWrite(string path, bool exclusive, out SafeFileHandle? handle)
    {
        SafeFileHandle? opened = null;
        byte[] before = BytesOf(path);
        var fault = Do(
            "OpenWrite", path, () => Owned(_real.OpenWrite(path, exclusive, out opened), opened),
            before.Length > 0 || System.IO.File.Exists(path) ? null : () => _real.Delete(path));
        if (opened is not null) Unflushed(opened, path, before);
        handle = opened;
        return fault;
    }

    public FileFault RenameToFree(string from, string to) =>
        Do("RenameToFree", from, () => _real.RenameToFree(from, to), () => _real.Rename(to, from));

    public FileFault Rename(string from, string to)
    {
        string? replaced = System.IO.File.Exists(to) ? Keep(to) : null;
        return Do("Rename", from, () => _real.Rename(from, to), () =>
        {
            _real.Rename(to, from);
            if (replaced is not null) _real.Link(replaced, to);
        });
    }

    public FileFault Link(string path, string secondName) =>
        Do("Link", path, () => _real.Link(path, secondName), () => _real.Delete(secondName));

    public FileFault Delete(string path)
    {
        string? deleted = System.IO.File.Exists(path) ? Keep(path) : null;
        return Do("Delete", path, () => _real.Delete(path), () =>
        {
            if (deleted is not null) _real.Link(deleted, path);
        });
    }

    public FileFault Flush(SafeFileHandle handle)
    {
        var fault = Do("Flush", "", () => _real.Flush(handle), null);
        if (fault.IsNone) _unflushed.TryRemove(handle, out _);
        return fault;
    }

    public FileFault FlushFolder(string folder)
    {
        var fault = Do("FlushFolder", folder, () => _real.FlushFolder(folder), null);
        if (fault.IsNone) _undo.Clear();
        return fault;
    }

    public Writers WritersOf(SafeFileHandle handle, bool checkLocks) =>
        _plan.Look(() => Writers ?? _real.WritersOf(handle, checkLocks));

    /// <summary>
    /// Undoes every change of a name that no flush of the folder has made durable, and gives files whose bytes were not
    /// flushed the bytes that they had before.
    /// </summary>
    public void CutPower()
    {
        foreach (var restore in _unflushed.Values) restore();
        while (_undo.TryPop(out var undo)) undo();
    }

    /// <summary>
    /// What the system does when a process ends: closes its files, and with them lets go of its locks.
    /// </summary>
    public void EndProcess()
    {
        foreach (var handle in _handles) handle.Dispose();
    }

    // Under whatever name the file is found after the cut, it has its old bytes.
    private void Unflushed(SafeFileHandle handle, string path, byte[] bytes)
    {
        string kept = Keep(path);
        _unflushed[handle] = () => System.IO.File.WriteAllBytes(kept, bytes);
    }

    // Without the lock that .NET takes to read. What somebody else is changing is not looked at after a power cut.
    private byte[] BytesOf(string path)
    {
        _real.OpenRead(path, out var handle, out var stat);
        using (handle)
        {
            try
            {
                return handle is null ? [] : FileContent.Read(handle, stat.Length);
            }
            catch (IOException)
            {
                return [];
            }
        }
    }

    private FileFault Owned(FileFault fault, SafeFileHandle? handle)
    {
        if (handle is not null) _handles.Add(handle);
        return fault;
    }

    private FileFault Do(string call, string path, Func<FileFault> effect, Action? undo) => _plan.Do(call, () =>
    {
        Calls[call] = Calls.GetValueOrDefault(call) + 1;
        if (Injected(call, path) is { } fault) return fault;
        var answer = effect();
        if (answer.IsNone && undo is not null) _undo.Push(undo);
        After(call, path);
        return answer;
    });

    private FileFault? Injected(string call, string path) =>
        Fault(call, path) is { } kind ? new FileFault(kind, $"injected {kind}") : null;

    // A second name keeps the bytes of a file that is deleted or replaced.
    private string Keep(string path)
    {
        string kept = Path.Join(_shadow, $"{Interlocked.Increment(ref _shadows)}");
        _real.Link(path, kept);
        return kept;
    }
}
