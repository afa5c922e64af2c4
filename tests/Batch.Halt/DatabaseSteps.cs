using System.Collections.Concurrent;
using System.Data.Common;

namespace Batch.Halt;

/// <summary>Transactions that write, by their statements.</summary>
internal sealed class DatabaseSteps(HaltOrder order) : IObserver<KeyValuePair<string, object?>>
{
    private const string Prefix = "Microsoft.EntityFrameworkCore.Database.";

    private readonly ConcurrentDictionary<object, List<string>> _open = [];

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Key)
        {
            case Prefix + "Command.CommandExecuting":
                if (Part<DbCommand>(value.Value, "Command") is { Transaction: { } transaction } command)
                {
                    _open.GetOrAdd(transaction, _ => []).Add(command.CommandText);
                }

                break;
            case Prefix + "Transaction.TransactionCommitting" when Part<DbTransaction>(value.Value, "Transaction") is { } committing:
                order.Reach("commit", "before", string.Join('\n', _open.GetValueOrDefault(committing) ?? []));
                break;
            case Prefix + "Transaction.TransactionCommitted" when Part<DbTransaction>(value.Value, "Transaction") is { } committed:
                order.Reach("commit", "after", string.Join('\n', _open.TryRemove(committed, out var statements) ? statements : []));
                break;
            case Prefix + "Transaction.TransactionRolledBack" when Part<DbTransaction>(value.Value, "Transaction") is { } rolledBack:
                _open.TryRemove(rolledBack, out _);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static T? Part<T>(object? fact, string name)
        where T : class => fact?.GetType().GetProperty(name)?.GetValue(fact) as T;
}
