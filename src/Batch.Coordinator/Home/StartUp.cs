using Batch.Coordinator.Leases;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Storage;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Home;

/// <summary>
/// Before anything is served: takes the home, updates the schema, and returns the chunks of workers that lived in the
/// process that had the home before. No lease term is waited for.
/// </summary>
internal sealed partial class StartUp(
    BatchHome home,
    IOptions<CoordinatorOptions> options,
    SchemaUpdate schema,
    Store store,
    CurrentRate rate,
    SessionEnd end,
    ILogger<StartUp> logger) : IHostedLifecycleService, IDisposable
{
    private HomeLock? _lock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _lock = HomeLock.Take(home);
        await schema.EnsureAsync(cancellationToken);
        store.Start();
        await rate.LoadAsync(cancellationToken);
        var closed = await store.WriteAsync(CloseSessionsOfBefore, cancellationToken);
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

    // The home was locked by their process, and now it is ours: they are dead, whatever the database says. In a database that
    // others share, only workers that live in a process on this home are known to be.
    private int CloseSessionsOfBefore(WriteScope scope)
    {
        var ours = options.Value.InProcessWorkers;
        var live = scope.Db.Sessions
            .Where(s => s.State == SessionState.Live)
            .Where(s => !scope.Db.IsShared || ours.Contains(s.Instance))
            .OrderBy(s => s.Id)
            .ForUpdate()
            .ToList();
        live.ForEach(session => end.Close(scope, session));
        return live.Count;
    }
}
