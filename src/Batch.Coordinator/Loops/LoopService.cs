using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Loops;

/// <summary>
/// A background duty: a signal, an interval and a run-once that tests call directly. Each run is safe to repeat and safe
/// beside itself; a run that fails is logged and tried again, with a growing pause.
/// </summary>
public abstract partial class LoopService(Signal signal, TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    /// <summary>Does what there is to do now.</summary>
    /// <returns>True where there is more, and it should run again at once.</returns>
    public abstract Task<bool> RunOnceAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken))
                {
                }

                failures = 0;
                await signal.WaitAsync(interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A loop outlives every fault: it says what happened and goes on (invariant I7).
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures++;
                LogRunFailed(Logger, GetType().Name, failures, error);
                var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds));
                await Task.Delay(pause, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
