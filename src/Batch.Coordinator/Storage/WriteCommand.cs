namespace Batch.Coordinator.Storage;

internal interface IWriteCommand
{
    /// <summary>Runs inside the transaction; remembers its result without telling anybody yet.</summary>
    void Run(WriteScope scope);

    /// <summary>The transaction is durable: the result may be known.</summary>
    void Succeed();

    void Fail(Exception error);
}

internal sealed class WriteCommand<T>(Func<WriteScope, T> command) : IWriteCommand
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Result => _done.Task;

    public void Run(WriteScope scope) => _result = command(scope);

    public void Succeed() => _done.TrySetResult(_result!);

    public void Fail(Exception error) => _done.TrySetException(error);
}
