namespace Viaduct.Store.Sqlite.Writing;

/// <summary>A transaction with a result.</summary>
internal sealed class WriteRequest<T> : WriteRequest
{
    private const int Waits = 0;
    private const int Works = 1;
    private const int IsGivenUp = 2;

    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WriteTransaction, T> _write;
    private readonly Func<string, T>? _withoutRoom;
    private readonly CancellationTokenRegistration _registration;
    private int _state;
    private T? _result;

    public WriteRequest(
        Writer writer, Func<WriteTransaction, T> write, Func<string, T>? withoutRoom, CancellationToken giveUp)
        : base(writer)
    {
        _write = write;
        _withoutRoom = withoutRoom;
        _registration = giveUp.UnsafeRegister(
            static (request, token) => ((WriteRequest<T>)request!).GiveUp(token), this);
    }

    public Task<T> Task => _done.Task;

    public override bool TryBegin() => Interlocked.CompareExchange(ref _state, Works, Waits) != IsGivenUp;

    public override void WaitAgain() => Interlocked.CompareExchange(ref _state, Waits, Works);

    public override void Execute(WriteTransaction transaction) => _result = _write(transaction);

    public override void Complete()
    {
        _registration.Unregister();
        _done.TrySetResult(_result!);
    }

    public override void Fail(Exception reason)
    {
        _registration.Unregister();
        _done.TrySetException(reason);
    }

    public override void FailWithoutRoom(string text)
    {
        if (_withoutRoom is null)
        {
            base.FailWithoutRoom(text);
            return;
        }
        _registration.Unregister();
        _done.TrySetResult(_withoutRoom(text));
    }

    private void GiveUp(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _state, IsGivenUp, Waits) == Waits)
        {
            _done.TrySetCanceled(token);
        }
    }
}
