using Batch.Coordinator.Ledger;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Home;

/// <summary>
/// Before anything is served: takes the home, updates the schema, and returns the chunks of workers that lived in the
/// process that had the home before. No lease term is waited for. Workers that live elsewhere keep theirs.
/// </summary>
internal sealed partial class StartUp(
    BatchHome home,
    SchemaUpdate schema,
    Store store,
    IObjectStore objects,
    CurrentRate rate,
    ILogger<StartUp> logger,
    SessionsOfBefore? before = null) : IHostedLifecycleService, IDisposable
{
    private HomeLock? _lock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _lock = HomeLock.Take(home);
        await schema.EnsureAsync(cancellationToken);
        await objects.EnsureAsync(cancellationToken);
        store.Start();
        await rate.LoadAsync(cancellationToken);
        var closed = before is null ? 0 : await store.WriteAsync(before.Close, cancellationToken);
        await rate.UpdateAsync(cancellationToken);
        if (closed > 0)
        {
            LogClosed(logger, closed);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await store.DisposeAsync();
        _lock?.Dispose();
    }

    public void Dispose() => _lock?.Dispose();
}
