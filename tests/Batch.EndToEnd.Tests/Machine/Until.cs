namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Waits for what another process does: there is nothing to await, so it is looked at again and again.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Fails with <paramref name="what"/> where the condition does not come true within the limit.</summary>
    /// <param name="what">The condition in words.</param>
    /// <param name="condition">Asked every 20 ms.</param>
    /// <param name="limit">Default 3 minutes.</param>
    /// <param name="whatHappened">What the failure says besides.</param>
    public static async Task TrueAsync(string what, Func<bool> condition, TimeSpan? limit = null, Func<string>? whatHappened = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > (limit ?? TimeSpan.FromMinutes(3)))
            {
                Assert.Fail($"never came true: {what}\n{whatHappened?.Invoke()}");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
