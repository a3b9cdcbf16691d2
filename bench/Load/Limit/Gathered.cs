namespace Viaduct.Load.Limit;

/// <summary>The messages of one commit, with the callers that wait for it.</summary>
internal sealed class Gathered
{
    private readonly List<(ReadOnlyMemory<byte> Body, TaskCompletionSource Done)> _messages = [];

    /// <summary>How many messages there are.</summary>
    public int Count => _messages.Count;

    /// <summary>Adds a message; the task ends when the commit is durable.</summary>
    public Task Add(ReadOnlyMemory<byte> body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _messages.Add((body, done));
        return done.Task;
    }

    /// <summary>Writes all bodies one after the other into a buffer, which grows if it must.</summary>
    public Memory<byte> Join(ref byte[] buffer)
    {
        var length = _messages.Sum(message => message.Body.Length);
        if (buffer.Length < length)
        {
            buffer = new byte[length * 2];
        }
        var position = 0;
        foreach (var (body, _) in _messages)
        {
            body.CopyTo(buffer.AsMemory(position));
            position += body.Length;
        }
        return buffer.AsMemory(0, length);
    }

    /// <summary>Lets the callers go on.</summary>
    public void Release() => _messages.ForEach(message => message.Done.SetResult());
}
