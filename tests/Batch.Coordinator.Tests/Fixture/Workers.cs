using System.Security.Cryptography;
using System.Text;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Objects;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;

namespace Batch.Coordinator.Tests.Fixture;

/// <summary>Plays the workers and the commits of attempts: takes items straight to the end of their last stage.</summary>
internal static class Workers
{
    /// <summary>Every open item gets a result, whose content names its source, and waits for publication.</summary>
    public static async Task DoAllAsync(this TestCoordinator coordinator, string job)
    {
        foreach (var item in (await coordinator.ItemsAsync(job)).Where(i => i.State is ItemState.Open))
        {
            await coordinator.DoAsync(item);
        }
    }

    public static async Task DoAsync(this TestCoordinator coordinator, Item item)
    {
        var objects = new List<(string Name, string Object, string Content)>();
        foreach (var name in new[] { "result.json", "result.vtt" })
        {
            var objectName = $"{ObjectNames.JobPrefix(item.JobId)}{item.Id}/r{item.Round}/{name}";
            var content = $"{name} of {item.Source.Name} {item.Sha256}";
            await coordinator.PutAsync(objectName, content);
            objects.Add((name, objectName, content));
        }

        await coordinator.Store.WriteAsync(
            scope =>
            {
                foreach (var chunk in scope.Db.Chunks.Where(c => c.Spec.ItemId == item.Id).ToList().Where(c => !c.HasEnded))
                {
                    if (chunk.State is ChunkState.Held)
                    {
                        chunk.LetGo();
                    }

                    chunk.Lease(SortableId.New<AttemptId>(scope.Now));
                    chunk.Commit();
                    scope.Count(item.JobId, new JobDelta { ChunksOpen = -1, ChunksCommitted = 1 });
                }

                foreach (var (name, objectName, content) in objects)
                {
                    scope.Db.Objects.Add(new CommittedObject(objectName, item.JobId, item.Id, item.Round)
                    {
                        Stage = ScriptedKind.LastStage,
                        Sequence = 0,
                        Name = name,
                        Bytes = Encoding.UTF8.GetByteCount(content),
                        Sha256 = Sha256(content),
                        Scratch = false,
                    });
                }

                scope.Db.Items.Find(item.Id)!.BeginPublishing("""{"language":"en","model":"tiny","modelSha256":"ab"}""");
            },
            default);
    }

    public static async Task FailAsync(this TestCoordinator coordinator, Item item) =>
        await coordinator.Store.WriteAsync(
            scope =>
            {
                foreach (var chunk in scope.Db.Chunks.Where(c => c.Spec.ItemId == item.Id).ToList().Where(c => !c.HasEnded))
                {
                    chunk.Cancel();
                    scope.Count(item.JobId, new JobDelta { ChunksOpen = -1 });
                }

                var row = scope.Db.Items.Find(item.Id)!;
                row.Fail(new ItemFailure("scripted", "It failed.", "Try again."));
                coordinator.Get<ItemEnds>().Record(scope, row);
            },
            default);

    public static async Task PutAsync(this TestCoordinator coordinator, string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        Assert.Equal(PutOutcome.Created, await coordinator.Get<IObjectStore>().PutAsync(name, bytes, default));
    }

    public static string Sha256(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
