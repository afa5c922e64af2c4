using Batch.Contracts.Dispatch;
using MassTransit;

namespace Batch.Worker.Leases;

/// <summary>Passes hints to the worker of the pool; acknowledged when the claim is answered.</summary>
internal sealed class HintConsumer(Func<PoolWorker> worker) : IConsumer<RunChunk>
{
    public Task Consume(ConsumeContext<RunChunk> context) =>
        worker().HearAsync(context.Message.ChunkId, context.CancellationToken);
}
