using System.Security.Cryptography;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Objects;
using Batch.Core.Plans;

namespace Batch.Coordinator.Attempts;

/// <summary>Fetches a plan, checks its hash and that its ranges tile the item, before any transaction opens.</summary>
internal sealed class PlanReader(IObjectStore objects)
{
    // 37 hours of audio in chunks of a few seconds are some 5 MB.
    private const int LargestPlan = 64 * 1024 * 1024;

    public async Task<PlanReading> ReadAsync(IReadOnlyList<CommittedObject> written, CancellationToken cancellationToken)
    {
        if (written.SingleOrDefault(o => o.Name == ChunkPlan.ObjectName) is not { } named)
        {
            return new PlanReading.Invalid($"it has no {ChunkPlan.ObjectName}");
        }

        if (named.Bytes > LargestPlan)
        {
            return new PlanReading.Invalid($"its plan has {named.Bytes} bytes, more than {LargestPlan}");
        }

        using var buffer = new MemoryStream();
        await using (var stream = await objects.OpenReadAsync(named.ObjectName, 0, null, cancellationToken))
        {
            if (stream is null)
            {
                return new PlanReading.Invalid("its plan is not in the object store");
            }

            await stream.CopyToAsync(buffer, cancellationToken);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))) != named.Sha256)
        {
            return new PlanReading.Invalid("the hash of its plan is not the reported one");
        }

        return Check(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), written);
    }

    private static PlanReading Check(ReadOnlySpan<byte> json, IReadOnlyList<CommittedObject> written)
    {
        ChunkPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<ChunkPlan>(json, WireJson.Options);
        }
        catch (JsonException error)
        {
            return new PlanReading.Invalid($"its plan is not valid JSON ({error.Message})");
        }

        if (plan?.Chunks is null)
        {
            return new PlanReading.Invalid("its plan is empty");
        }

        if (PlanCheck.Problem(plan.Work, plan.Chunks.Select(c => (c.Start, c.End))) is { } problem)
        {
            return new PlanReading.Invalid(problem);
        }

        var names = written.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return plan.Chunks.SelectMany(c => c.Inputs).FirstOrDefault(input => !names.Contains(input)) is { } missing
            ? new PlanReading.Invalid($"a chunk reads '{missing}', which was not written")
            : new PlanReading.Read(plan);
    }
}
