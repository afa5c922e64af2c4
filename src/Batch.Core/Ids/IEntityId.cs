namespace Batch.Core.Ids;

/// <summary>An id with a prefix that tells what it names; ids sort by the time they were made.</summary>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The word before the underscore, such as <c>job</c>.</summary>
    static abstract string Prefix { get; }

    /// <summary>Prefix, underscore, 26 lower-case base-32 digits.</summary>
    string Value { get; }

    /// <summary>Wraps a text that <see cref="SortableId"/> has found valid.</summary>
    static abstract TSelf FromValid(string value);
}
