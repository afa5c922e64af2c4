using Batch.Contracts.Workers;
using MassTransit;

namespace Batch.Coordinator.Leases;

internal sealed class HeartbeatConsumer(Heartbeats heartbeats) : IConsumer<Heartbeat>
{
    public async Task Consume(ConsumeContext<Heartbeat> context) =>
        await context.RespondAsync(await heartbeats.BeatAsync(context.Message, context.CancellationToken));
}
