using System.Diagnostics;
using System.Globalization;

namespace Batch.Halt;

/// <summary>
/// The step at which this process dies: <c>BATCH_TEST_HALT=KIND|before or after|COUNT|TEXT and TEXT</c>. Kinds are <c>commit</c> (the statements of a
/// transaction), <c>http</c> (method and address of a request that goes out) and <c>message</c> (what is done with a message).
/// <c>BATCH_TEST_HALT_TRACE</c> names a file that gets every step instead, to find texts.
/// </summary>
internal sealed class HaltOrder
{
    private readonly string _kind;
    private readonly string _moment;
    private readonly string[] _texts;
    private readonly string? _trace;
    private readonly Lock _writing = new();
    private int _left;

    private HaltOrder(string order, string? trace)
    {
        var parts = order.Split('|', 4);
        (_kind, _moment, _trace) = (parts[0], parts[1], trace);
        _left = int.Parse(parts[2], CultureInfo.InvariantCulture);
        _texts = parts[3].Split(" and ");
    }

    public static HaltOrder? OfThisProcess()
    {
        var trace = Environment.GetEnvironmentVariable("BATCH_TEST_HALT_TRACE");
        var order = Environment.GetEnvironmentVariable("BATCH_TEST_HALT") ?? (trace is null ? null : "none|never|1|");
        return order is null ? null : new HaltOrder(order, trace);
    }

    /// <summary>A step is about to become durable, or has just become so. Nothing runs after the one that was ordered.</summary>
    public void Reach(string kind, string moment, string step)
    {
        if (_trace is not null)
        {
            lock (_writing)
            {
                File.AppendAllText(_trace, $"{kind}|{moment}|{step.ReplaceLineEndings(" ")}\n");
            }
        }

        if (kind == _kind && moment == _moment && _texts.All(text => step.Contains(text, StringComparison.Ordinal)) && Interlocked.Decrement(ref _left) == 0)
        {
            // SIGKILL: no handler, no finally, no flush.
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
