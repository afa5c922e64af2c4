using System.Text.Json;

namespace Batch.Coordinator.Jobs;

/// <summary>Reads the tags of a job or an item: texts by key, for people and reports.</summary>
internal static class TagFields
{
    public static Dictionary<string, string> Read(SpecFields fields)
    {
        const int MostTags = 32;
        const int LongestTag = 128;
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fields.Get("tags") is not { } value)
        {
            return tags;
        }

        if (value.ValueKind is not JsonValueKind.Object || value.GetPropertyCount() > MostTags)
        {
            fields.Error("tags", $"must be an object of at most {MostTags} texts.");
            return tags;
        }

        foreach (var tag in value.EnumerateObject())
        {
            if (tag.Name.Length is > 0 and <= LongestTag && tag.Value.ValueKind is JsonValueKind.String && tag.Value.GetString()!.Length <= LongestTag)
            {
                tags[tag.Name] = tag.Value.GetString()!;
            }
            else
            {
                fields.Error($"tags.{tag.Name}", $"key and value must be texts of at most {LongestTag} characters.");
            }
        }

        return tags;
    }
}
