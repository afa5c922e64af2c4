namespace Batch.Worker.Engines;

/// <summary>Looks at a running engine until it ends, and says when it hangs: six checks in a row that failed or came too late.</summary>
internal sealed class HealthWatch(TranscriptionClient client, TimeSpan interval, TimeProvider time)
{
    private const int FailuresToEnd = 6;

    /// <returns>True where the engine hangs; false where <paramref name="ended"/> came first.</returns>
    public async Task<bool> HangsAsync(CancellationToken ended)
    {
        try
        {
            for (var failures = 0; failures < FailuresToEnd;)
            {
                await Task.Delay(interval, time, ended);
                failures = await IsHealthyInTimeAsync(ended) ? 0 : failures + 1;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsHealthyInTimeAsync(CancellationToken ended)
    {
        using var late = new CancellationTokenSource(interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ended);
        try
        {
            return await client.IsHealthyAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            return false;
        }
    }
}
