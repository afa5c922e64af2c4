namespace Batch.EndToEnd.Tests.Machine;

/// <summary>Waits for what another process does: there is nothing to await, so it is looked at again and again.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Fails with <paramref name="what"/> where the condition does not come true within the limit (default 3 minutes).</summary>
    public static async Task TrueAsync(string what, Func<bool> condition, TimeSpan? limit = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < (limit ?? TimeSpan.FromMinutes(3)), $"never came true: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
