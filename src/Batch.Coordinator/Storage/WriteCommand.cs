namespace Batch.Coordinator.Storage;

internal interface IWriteCommand
{
    /// <summary>What it is known to decide on: locked before anything of its group runs.</summary>
    IReadOnlyList<LockedRow> Rows { get; }

    /// <summary>Runs inside the transaction, more than once where that is rolled back; tells its result to nobody yet.</summary>
    void Run(WriteScope scope);

    /// <summary>The transaction is durable: the result may be known.</summary>
    void Succeed();

    void Fail(Exception error);
}

internal sealed class WriteCommand<T>(Func<WriteScope, T> command, IReadOnlyList<LockedRow> rows) : IWriteCommand
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Result => _done.Task;

    public IReadOnlyList<LockedRow> Rows => rows;

    public void Run(WriteScope scope) => _result = command(scope);

    public void Succeed() => _done.TrySetResult(_result!);

    public void Fail(Exception error) => _done.TrySetException(error);
}
