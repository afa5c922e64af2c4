using Batch.Worker.Metering;

namespace Batch.Worker.Attempts;

/// <summary>Stops an attempt, by the worker's own meter, when the device time that its grant authorised is spent.</summary>
internal sealed class AuthorisedTime(string attemptId, long authorisedMicros, SessionMeter meter, TimeProvider time, Action spent)
{
    // Longer waits than this are cut in two; a timer takes no more than 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Watches while the attempt is on a device.</summary>
    public IAsyncDisposable Watch() => new Watcher(this);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        // Others may join the device meanwhile, then the time passes more slowly for this attempt: look again, and again.
        while (true)
        {
            var left = authorisedMicros - meter.Of(attemptId).Total;
            if (left <= 0)
            {
                spent();
                return;
            }

            var wait = TimeSpan.FromMicroseconds(Math.Min(left, Longest.Ticks / TimeSpan.TicksPerMicrosecond));
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private sealed class Watcher : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _watching;

        public Watcher(AuthorisedTime authorised) => _watching = authorised.WatchAsync(_stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
