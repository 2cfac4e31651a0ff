namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>How something reaches its reader.</summary>
public enum VerzendKanaal
{
    /// <summary>E-mail.</summary>
    Mail,

    /// <summary>Text message to a mobile number.</summary>
    Sms,

    /// <summary>A letter that the postkamer prints and posts.</summary>
    Post,
}

/// <summary>Where a verzending stands.</summary>
public enum VerzendStatus
{
    /// <summary>Decided; nothing has left yet.</summary>
    Klaargezet,

    /// <summary>Letters only: the PDF waits in the post queue.</summary>
    Opgemaakt,

    /// <summary>Handed to the mail server, the SMS gateway or the post.</summary>
    Verzonden,

    /// <summary>Given up; operations may send it again.</summary>
    Mislukt,

    /// <summary>Its time passed, or it was withdrawn, before it left.</summary>
    Vervallen,

    /// <summary>Letters only: its address does not fit the window of the envelope, and waits for somebody who shortens it.</summary>
    WachtOpAdres,

    /// <summary>Letters only: the print supplier has it, and has not reported that it is posted.</summary>
    BijDrukker,
}

/// <summary>What a supplier reports about a message that it took.</summary>
public enum Aflevering
{
    /// <summary>It is on the phone.</summary>
    Afgeleverd,

    /// <summary>It will not arrive.</summary>
    NietAfgeleverd,
}
