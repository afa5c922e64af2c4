using MassTransit;

namespace Batch.Coordinator.Bus;

/// <summary>
/// Counts what the bus could not do: messages that were not taken or came back, and messages that their consumer threw on. Nothing
/// is lost by either, because everything is said again; but it is a sign, and <c>batch doctor</c> shows it.
/// </summary>
public sealed class DeliveryFaults(TimeProvider time) : ISendObserver, IReceiveObserver
{
    private long _unsent;
    private long _faulted;
    private volatile LastFault? _last;

    /// <summary>Messages that the broker did not take, or returned because no queue was there.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <summary>Messages that came in and were not dealt with.</summary>
    public long Faulted => Interlocked.Read(ref _faulted);

    internal LastFault? Last => _last;

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class
    {
        Interlocked.Increment(ref _unsent);
        return Note(exception, $"{typeof(T).Name} was not sent");
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        Interlocked.Increment(ref _faulted);
        return Note(exception, $"{typeof(T).Name} was not dealt with");
    }

    // What is no message of ours does not reach a consumer.
    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private Task Note(Exception exception, string what)
    {
        _last = new LastFault(time.GetUtcNow(), $"{what}: {exception.Message}");
        return Task.CompletedTask;
    }

    internal sealed record LastFault(DateTimeOffset At, string Text);
}
